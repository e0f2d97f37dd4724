### What was said on a plan, as those read it who answer.

web-comments = Ý kiến góp ý
web-comments-reading = Đang tải các ý kiến…
web-comments-counts = Chưa trả lời: { NUMBER($received) } · chỉ trả lời người góp ý: { NUMBER($answered) } · đã công bố: { NUMBER($published) } · không tiếp nhận: { NUMBER($rejected) }
web-comments-wish = Hiện các ý kiến
web-comments-all = Tất cả
web-comments-state-received = Chưa trả lời
web-comments-state-answered = Đã trả lời người góp ý
web-comments-state-published = Đã trả lời và công bố
web-comments-state-rejected = Không tiếp nhận
web-comments-none = Chưa có ý kiến nào cho đồ án này.
web-comments-none-such = Không có ý kiến nào thuộc nhóm này.
web-comments-more = Xem thêm ({ NUMBER($count) })
web-comments-number = Ý kiến số { $number }
web-comments-kind-agree = Đồng ý
web-comments-kind-object = Phản đối
web-comments-kind-propose = Đề xuất
web-comments-kind-mistake = Báo sai sót
web-comments-kind-question = Câu hỏi
web-comments-received = nhận ngày { $date }
web-comments-redacted = Nội dung mọi người đọc được:
web-comments-contact = Liên hệ (không công khai; mỗi lần xem được ghi vào nhật ký): { $contact }
web-comments-answer = Trả lời ngày { $date }:
web-comments-answer-now = Trả lời
web-comments-answer-to = Trả lời ý kiến số { $number }
web-comments-answer-again = Sửa trả lời
web-comments-answer-again-to = Sửa trả lời ý kiến số { $number }
web-comments-place = Xem nơi góp ý
web-comments-place-of = Xem nơi góp ý của ý kiến số { $number }
web-comments-whole-plan = Về cả đồ án
web-comments-answered = Đã lưu trả lời ý kiến số { $number }. { $left ->
    [0] Không còn ý kiến nào chưa trả lời.
   *[other] Còn { NUMBER($left) } ý kiến chưa trả lời.
}

web-answer-text = Nội dung trả lời
web-answer-fate = Xử lý ý kiến
web-answer-fate-publish = Công bố ý kiến cùng câu trả lời
web-answer-fate-answer = Chỉ trả lời người góp ý, không công bố
web-answer-fate-reject = Không tiếp nhận; câu trả lời nêu lý do
web-answer-send = Lưu trả lời
web-answer-sending = Đang lưu…
web-answer-not-sent = Chưa lưu được. Nội dung vẫn còn trong ô; hãy kiểm tra đường truyền rồi lưu lại.

web-redact = Che thông tin riêng trước khi công bố
web-redact-hint = Chọn (bôi đen) đoạn cần che trong ô dưới đây rồi bấm “Che đoạn đã chọn”. Bằng bàn phím: giữ Shift và bấm phím mũi tên để chọn. Người góp ý và cán bộ vẫn đọc được toàn văn.
web-redact-original = Toàn văn ý kiến
web-redact-take = Che đoạn đã chọn
web-redact-none = Bỏ che, hiện lại toàn văn
web-redact-choose = Chưa chọn đoạn nào. Hãy chọn một đoạn trong ô trên rồi bấm lại.
web-redact-taken = Sẽ che “{ $passage }” ở mọi chỗ trong ý kiến.
web-redact-list = Các đoạn sẽ che
web-redact-back = Không che
web-redact-put-back = Không che đoạn “{ $passage }”
web-redact-preview = Mọi người sẽ đọc được:
