### Buttons of tools that are loaded when somebody presses them.

web-swipe-open = So sánh hai bản đồ cạnh nhau
web-swipe-on-map = Xem trên hai bản đồ
web-kept-tool = Vẽ và lưu hình trên máy này
web-layer-files = Tải cả lớp:
