### What to do when something is not as one would like: the server away, several answers alike, no map.

web-error-waits = Trang sẽ tự tải lại khi có kết nối.
web-search-alike = { NUMBER($count) } kết quả phù hợp như nhau: hãy chọn một.
web-no-webgl-text = Không có bản đồ vẫn tra cứu được ngay tại đây: tìm thửa đất ở ô tìm kiếm, câu trả lời hiện bằng chữ.
web-no-webgl-go = Tra cứu bằng văn bản
