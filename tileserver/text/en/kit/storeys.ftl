### Buildings seen aslant.

web-storeys = 3D: see how high buildings are
