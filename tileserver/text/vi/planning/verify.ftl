### Whether a signed sheet is what was signed: the page /kiem-tra and its answers.

verify-title = Kiểm tra phiếu đã ký số
verify-about = Hãy chọn tệp PDF đúng như đã nhận. Tệp chỉ được xem để kiểm tra, không được lưu lại. Bản quét hoặc ảnh chụp không mang chữ ký số: hãy dùng mã QR trên phiếu.
verify-file = Tệp PDF
verify-most = Tối đa { NUMBER($kb) } kB; phiếu của máy chủ này đều nhỏ hơn.
verify-go = Kiểm tra
verify-next = Kiểm tra tệp khác
verify-whole = Do { $name } ký số ngày { $day } và còn nguyên vẹn: toàn bộ nội dung tệp đúng như khi máy chủ này ký.
verify-followed = Đã bị thay đổi sau khi ký: có { NUMBER($bytes) } byte được thêm vào sau phần máy chủ này đã ký. Nội dung hiển thị có thể không phải nội dung đã ký.
verify-altered = Không phải nội dung đã ký: tệp ghi chứng thư số của máy chủ này, nhưng nội dung hoặc chữ ký số đã bị sửa, hoặc chữ ký số bị giả mạo.
verify-unreadable = Tệp bị hỏng hoặc đã bị thay đổi: chữ ký số trong tệp không đọc được.
verify-foreign = Do người khác ký số, tự xưng là “{ $name }”. Đây không phải chứng thư số của máy chủ này, dù mang tên gì; máy chủ này không biết có tin cậy được hay không.
verify-foreign-unnamed = Do người khác ký số, không nêu tên. Đây không phải chứng thư số của máy chủ này.
verify-unsigned = Không có chữ ký số: bất kỳ ai cũng có thể đã lập hoặc sửa tệp này.
verify-advice = { $verdict ->
    [whole] Phiếu chỉ có giá trị tham khảo như chính phiếu đã ghi. Phiếu cho biết thông tin tại ngày tra cứu.
    [changed] Không nên dựa vào tệp này. Hãy xin bản gốc, hoặc tra cứu thửa đất tại đây.
    [foreign] Không nên coi tệp này là phiếu của máy chủ này. Hãy tra cứu thửa đất tại đây.
   *[unsigned] Không nên dựa vào nội dung tệp. Hãy tra cứu thửa đất tại đây, hoặc xin phiếu có chữ ký số.
}
verify-sheets = Nội dung của tệp
verify-sheet = Thửa đất { $parcel }, tra cứu ngày { $day }, dữ liệu phiên bản { $revision }
verify-claimed = Chỉ do tệp tự ghi; máy chủ này không ký nội dung đó.
verify-since = { $since ->
    [same] Từ đó đến nay chưa có gì thay đổi: nay tra cứu cho ngày đó vẫn được kết quả như vậy.
    [changed] Dữ liệu đã thay đổi: nay tra cứu cho ngày đó được kết quả khác.
    [forgotten] Dữ liệu của thời điểm đó không còn được lưu, nên không biết đã thay đổi hay chưa. Hãy xem thông tin hôm nay.
   *[gone] Không còn thửa đất nào mang khóa này; thửa đất có thể đã tách hoặc hợp.
}
verify-then = Thông tin khi lập phiếu
verify-now = Thông tin hôm nay
verify-signatures = Chữ ký số
verify-standing = { $standing ->
    [whole] Của máy chủ này, trên toàn bộ tệp
    [followed] Của máy chủ này, trên tệp trước khi bị thêm nội dung
    [altered] Ghi chứng thư số của máy chủ này nhưng không đúng
    [unreadable] Không đọc được
   *[foreign] Của người khác
}
verify-signed-on = Ngày ký
verify-name = Người ký
verify-subject = Chứng thư số cấp cho
verify-issuer = Tổ chức cấp
verify-valid = Hiệu lực
verify-valid-days = từ { $from } đến { $until }
verify-hash = Dấu vân tay của chứng thư số (SHA-256)
verify-file-hash = Dấu vân tay của tệp (SHA-256)
verify-ours = Chứng thư số của máy chủ này
verify-ours-none = Máy chủ này không ký số phiếu.
problem-verify-form = Biểu mẫu không có tệp trong trường “sheet”. Hãy chọn tệp PDF và gửi lại, hoặc gửi chính tệp PDF với kiểu application/pdf.
problem-verify-no-file = Chưa gửi tệp nào, hoặc tệp rỗng. Hãy chọn tệp PDF đúng như đã nhận.
problem-verify-not-pdf = Tệp không phải PDF. Hãy chọn tệp PDF đúng như đã nhận; ảnh của phiếu không mang chữ ký số.
problem-verify-signatures = Tệp có hơn 16 chữ ký số; không phiếu nào của máy chủ này như vậy.
api-planning-verify = Một tệp PDF có phải phiếu do máy chủ này ký, còn nguyên vẹn hay không; của thửa đất, ngày, phiên bản dữ liệu nào; và nay có còn đúng như vậy không. Tệp không được lưu lại
api-answer-verify = Tệp là gì
api-verify-form = Trang kiểm tra phiếu đã ký số: một biểu mẫu, không cần kịch bản
api-verify-page = Kết quả kiểm tra tệp gửi kèm biểu mẫu, dạng trang
