### Buildings seen aslant.

web-storeys = Show buildings in 3D
