"""Training of foederis' English reader: data, model, recipe, scores and export."""
