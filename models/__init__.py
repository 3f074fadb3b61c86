"""Training, export, calibration and judging of the network; the program itself never imports it."""
