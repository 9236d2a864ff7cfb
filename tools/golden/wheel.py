# Writes a small wheel as Python packs them: two "photographs", one deflated and one stored.
# python3 tools/golden/wheel.py (Python 3.11)
import zipfile
from pathlib import Path

target = Path(__file__).parents[2] / "packages/data/tests/golden/small_frost-1.0.0-py3-none-any.whl"
info = "small_frost-1.0.0.dist-info"
entries = [
    ("small_frost/frost/frost1.png", bytes(range(256)) * 8, zipfile.ZIP_DEFLATED),
    ("small_frost/frost/frost2.jpg", b"ice", zipfile.ZIP_STORED),
    (f"{info}/METADATA", b"Metadata-Version: 2.1\nName: small-frost\nVersion: 1.0.0\n", zipfile.ZIP_STORED),
    (f"{info}/WHEEL", b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n", zipfile.ZIP_STORED),
    (f"{info}/RECORD", b"", zipfile.ZIP_STORED),
]
with zipfile.ZipFile(target, "w") as wheel:
    for name, data, method in entries:
        wheel.writestr(zipfile.ZipInfo(name), data, method)
