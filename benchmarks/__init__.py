"""What is measured; `python -m benchmarks` prints it all as one table."""

import os

# One thread for numpy, as the command has it, before anything is imported.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
