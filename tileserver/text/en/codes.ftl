### What codes in fields of the built tables mean; which field has which, `text/field_words.rs` says. Others have sentences where they are said in more
### places.

code-planning-nguoi-xem-staff = Staff
code-planning-nguoi-xem-public = Everybody

code-planning-loai-chu-dau-tu-state = An authority
code-planning-loai-chu-dau-tu-public-unit = A public service unit
code-planning-loai-chu-dau-tu-state-enterprise = An enterprise of the state

code-network-loai-junction = Junction
code-network-loai-reservoir = Source
code-network-loai-tank = Tank
code-network-loai-well = Well
code-network-loai-inlet = Inlet
code-network-loai-manhole = Manhole
code-network-loai-pipe = Pipe
code-network-loai-pump = Pump
code-network-loai-valve = Isolation valve
code-network-loai-hydrant = Hydrant
code-network-loai-prv = Pressure reducing valve
code-network-loai-psv = Pressure sustaining valve
code-network-loai-pbv = Pressure breaker valve
code-network-loai-fcv = Flow control valve
code-network-loai-tcv = Throttle control valve
code-network-loai-gpv = General purpose valve
code-network-loai-pcv = Positional control valve
code-network-loai-check = Check valve
code-network-loai-air = Air valve
code-network-loai-washout = Washout
code-network-loai-flow-meter = Flow meter
code-network-loai-water = Water
code-network-loai-sewer = Sewers
code-network-loai-storm = Storm drains
code-network-loai-light = Street lighting
code-network-loai-power = Power
code-network-loai-telecom = Telecommunication
code-network-loai-pressure-zone = Pressure zone
code-network-loai-dma = District metered area
code-network-loai-sector = Sector
code-network-loai-burst = Burst
code-network-loai-planned = Planned works

code-network-chieu-both = Both ways
code-network-chieu-forward = From first to last node
code-network-chieu-backward = From last to first node

code-network-can-cu-field = Seen in the field
code-network-can-cu-scada = Measured from afar (SCADA)
code-network-can-cu-plan = By the plan

code-network-quy-tac-source = By its source
code-network-quy-tac-sink = By its sink

code-network-hang-household = Household
code-network-hang-hospital = Hospital
code-network-hang-school = School
code-network-hang-market = Market
code-network-hang-office = Office
code-network-hang-business = Business
code-network-hang-industry = Industry
code-network-hang-worship = Place of worship
code-network-hang-public = Public building

code-network-ket-luan-ok = As usual
code-network-ket-luan-high = Unusually high
code-network-ket-luan-low = Unusually low
code-network-ket-luan-backwards = Runs backwards
code-network-ket-luan-zero = Nothing used
code-network-ket-luan-rollover = Dial began anew
code-network-ket-luan-replaced = Meter replaced
code-network-ket-luan-estimated = Estimated

code-network-che-do-topo = The pipes alone
code-network-che-do-aware = As valves and pumps stand
