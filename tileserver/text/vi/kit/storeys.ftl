### Buildings seen aslant.

web-storeys = Xem nhà theo chiều cao (3D)
