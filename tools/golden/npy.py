"""Golden values for packages/data: what numpy.save writes.

Run: pip install numpy && python tools/golden/npy.py > packages/data/tests/golden/npy.json
"""
import base64
import hashlib
import io
import json
import warnings

import numpy as np


def saved(array, version=None):
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # versions 2 and 3 are meant for headers that need them
        np.lib.format.write_array(buffer, array, version=version)
    return buffer.getvalue()


def values(shape, dtype):
    """0, 1, 2, … modulo 100, which every type can hold."""
    return (np.arange(int(np.prod(shape, dtype=np.int64))) % 100).astype(dtype).reshape(shape)


dtypes = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"]
shapes = [(), (0,), (1,), (7,), (2, 3), (10000, 10), (4, 0, 2), (3, 32, 32, 3), (1,) * 20, (1,) * 21, (1,) * 22, (1,) * 32]

encoded = []
for dtype, shape in [("float32", shape) for shape in shapes] + [(dtype, (5, 3)) for dtype in dtypes]:
    data = saved(values(shape, dtype))
    encoded.append({"dtype": dtype, "shape": list(shape), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})

halves = np.array([0, -0.0, 1, -2.5, 1 / 3, 65504, -6e-5, 6e-8, 1e-7, np.inf, -np.inf, np.nan], np.float16)
small = values((2, 3), "int16")
decoded = {
    "version 1.0": saved(small, (1, 0)),
    "version 2.0": saved(small, (2, 0)),
    "version 3.0": saved(small, (3, 0)),
    "half": saved(halves),
    "bool": saved(np.array([True, False])),
    "big-endian": saved(small.astype(">i2")),
    "Fortran order": saved(np.asfortranarray(small)),
    "structures": saved(np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")])),
    "complex": saved(small.astype("complex64")),
}
result = {
    "provenance": f"tools/golden/npy.py, NumPy {np.__version__}",
    "encoded": encoded,
    "halves": [str(float(half)) for half in halves],
    "decoded": {name: base64.b64encode(data).decode() for name, data in decoded.items()},
}
print(json.dumps(result, indent=1))
