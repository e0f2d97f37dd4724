### Buildings seen aslant.

web-storeys = 3D: xem nhà theo chiều cao
