#!/usr/bin/env bash
# Trains the English reader and writes the model file. Resumable: run it again and it goes on where it stopped.
#   training/train.sh DATA [WORK]      DATA: the folder of treebanks and entity sets; WORK: default training/work
set -euo pipefail
cd "$(dirname "$0")"
data=$1
work=${2:-work}
mkdir -p "$work"

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --requirement requirements.txt
fi
python="$work/venv/bin/python"

"$python" -m unittest discover tests
"$python" -m reader.train --data "$data" --out "$work/first" --epochs 10 --pieces 1600 --lr 2.5e-4 --head-lr 1.5e-3 \
    --quantised-epochs 1 --evaluate-every 5 --seed 1
"$python" -m reader.train --data "$data" --out "$work/second" --start "$work/first" --epochs 3 --pieces 1600 --lr 1e-4 \
    --head-lr 6e-4 --quantised-epochs 1 --evaluate-every 3 --train-words --seed 2
"$python" -m reader.train --data "$data" --out "$work/teacher" --layers 6 --epochs 6 --pieces 1600 --lr 2.5e-4 --head-lr 1.5e-3 \
    --evaluate-every 6 --seed 7
[ -f "$work/soft.pkl" ] || "$python" -m reader.teach --data "$data" --to "$work/soft.pkl" "$work/teacher" "$work/second"
"$python" -m reader.train --data "$data" --out "$work/third" --start "$work/second" --teachers "$work/soft.pkl" --epochs 3 \
    --pieces 1600 --lr 1.5e-4 --head-lr 8e-4 --ccomp-weight 1.3 --quantised-epochs 1 --evaluate-every 3 --train-words --seed 13
"$python" -m reader.train --data "$data" --out "$work/fourth" --start "$work/third" --teachers "$work/soft.pkl" --epochs 8 \
    --pieces 1600 --lr 2e-4 --head-lr 8e-4 --ccomp-weight 1.2 --quantised-epochs 2 --evaluate-every 8 --train-words --seed 29
"$python" -m reader.export --run "$work/fourth" --data "$data" --to "$work/reader.fdr" \
    --reference "$work/reference.jsonl" --check
"$python" -m reader.evaluate --model "$work/reader.fdr" --data "$data"
