### Handing on a view.

web-not-copied = Trình duyệt không cho sao chép. Hãy chọn liên kết trong ô trên và sao chép bằng tay.
web-share-hint = Liên kết mở lại đúng vị trí, các lớp và đối tượng đang chọn.
web-share-link = Liên kết đến bản đồ này
web-share-on = Gửi đi
web-share-code = Mã QR của liên kết này
web-share-code-hint = Quét mã QR bằng điện thoại để mở bản đồ này.
web-share-no-code = Chưa tạo được mã QR: liên kết quá dài hoặc mất kết nối. Hãy sao chép liên kết ở trên, hoặc mở lại thẻ này để thử lại.
