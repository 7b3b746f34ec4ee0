"""The model file: what `export` writes and the inference crate reads.

Little-endian: `FOEDRDR1`, u32 version, u32 length of the header, the header (JSON), zeros up to a multiple of 64,
then blobs, each at a multiple of 64 from the end of those zeros. README.md lists the tensors.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np

MAGIC, VERSION, ALIGN = b"FOEDRDR1", 1, 64


class Writer:
    """Collects blobs and tensors, then writes the file whole."""

    def __init__(self) -> None:
        self.blobs: list[bytes] = []
        self.length = 0
        self.tensors: list[dict] = []

    def blob(self, data: bytes) -> dict[str, int]:
        """Adds a blob and returns where it lies."""
        place = {"offset": self.length, "len": len(data)}
        padded = data + bytes(-len(data) % ALIGN)
        self.blobs.append(padded)
        self.length += len(padded)
        return place

    def q8(self, name: str, weight: np.ndarray, steps: int) -> None:
        """Adds a matrix as 8-bit numbers of at most `steps`, with one scale a row."""
        scale = np.maximum(np.abs(weight).max(1), 1e-12).astype(np.float32) / np.float32(steps)
        numbers = np.clip(np.rint(weight / scale[:, None]), -steps, steps).astype(np.int8)
        place, scales = self.blob(numbers.tobytes()), self.blob(scale.astype("<f4").tobytes())
        self._add(name, "q8", weight, place["offset"], scale_offset=scales["offset"])

    def f32(self, name: str, value: np.ndarray) -> None:
        """Adds a matrix as it is; a vector becomes one row."""
        value = np.atleast_2d(value).astype("<f4")
        self._add(name, "f32", value, self.blob(value.tobytes())["offset"])

    def _add(self, name: str, kind: str, value: np.ndarray, offset: int, **more: int) -> None:
        rows, columns = value.shape
        self.tensors.append({"name": name, "kind": kind, "rows": rows, "cols": columns, "offset": offset, **more})

    def write(self, path: Path, header: dict) -> None:
        """Writes the file beside its place and moves it there in one step."""
        text = json.dumps(header | {"tensors": self.tensors}, ensure_ascii=False, separators=(",", ":")).encode()
        head = MAGIC + struct.pack("<II", VERSION, len(text)) + text
        part = path.with_suffix(".part")
        part.write_bytes(head + bytes(-len(head) % ALIGN) + b"".join(self.blobs))
        part.replace(path)


class ModelFile:
    """Reads a model file back, for checks."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        version, length = struct.unpack_from("<II", data, 8)
        if data[:8] != MAGIC or version != VERSION:
            raise ValueError(f"`{path}` is no model file of version {VERSION}")
        self.header = json.loads(data[16 : 16 + length])
        self._blobs = data[(16 + length + ALIGN - 1) // ALIGN * ALIGN :]
        self._tensors = {tensor["name"]: tensor for tensor in self.header["tensors"]}

    def text(self, key: str) -> str:
        """Returns the vocabulary's or the lemma table's text."""
        place = self.header[key]
        return self._blobs[place["offset"] : place["offset"] + place["len"]].decode()

    def tensor(self, name: str) -> np.ndarray:
        """Returns a tensor in f32; 8-bit numbers times their row's scale."""
        tensor = self._tensors[name]
        shape = tensor["rows"], tensor["cols"]
        if tensor["kind"] == "f32":
            return np.frombuffer(self._blobs, "<f4", shape[0] * shape[1], tensor["offset"]).reshape(shape)
        numbers = np.frombuffer(self._blobs, np.int8, shape[0] * shape[1], tensor["offset"]).reshape(shape)
        scale = np.frombuffer(self._blobs, "<f4", shape[0], tensor["scale_offset"])
        return numbers.astype(np.float32) * scale[:, None]
