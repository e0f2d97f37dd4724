### What people say on plans in consultation.

comments-title = Ý kiến góp ý quy hoạch
page-plan-comments = Ý kiến góp ý cho quy hoạch
page-comment = Kết quả xử lý ý kiến

api-plan-comment = Gửi ý kiến góp ý cho quy hoạch đang lấy ý kiến, không cần tài khoản; thông tin liên hệ không bao giờ công khai
api-plan-comments = Các ý kiến góp ý cho quy hoạch và trả lời: ý kiến đã công khai, và toàn bộ ý kiến đối với người có quyền trả lời
api-comment-answer = Trả lời, công khai hoặc không tiếp nhận một ý kiến
api-comment = Kết quả xử lý ý kiến, cho người có mã biên nhận
api-answer-comment = Ý kiến đã được lưu
api-parameter-comment = mã số của ý kiến
api-parameter-receipt = mã biên nhận đã cấp cho ý kiến
problem-expected-comment = mã số của một ý kiến
problem-comment-not-found = Quy hoạch này không có ý kiến { $comment }. Hãy tải lại danh sách ý kiến.
problem-receipt-unknown = Không có ý kiến nào ứng với mã biên nhận này. Hãy đối chiếu từng ký tự với mã đã nhận.
problem-comment-not-consulted = Chỉ nhận ý kiến khi quy hoạch đang lấy ý kiến; quy hoạch này ở trạng thái “{ plan-state }”. Chưa lưu gì.
problem-comment-not-yet = Quy hoạch này nhận ý kiến từ ngày { $from }. Chưa lưu gì; hãy gửi lại từ ngày đó.
problem-comment-over = Quy hoạch này đã ngừng nhận ý kiến sau ngày { $until }. Chưa lưu gì; hãy liên hệ cơ quan lập quy hoạch.
problem-comment-plan-changing = Đồ án đang được thay đổi. Chưa lưu gì; hãy gửi lại ý kiến sau giây lát.
problem-comments-arrived = Vừa có ý kiến góp ý mới trong lúc thực hiện bước này. Chưa làm gì: hãy xem các ý kiến mới rồi thực hiện lại bước.
problem-comments-full = Quy hoạch này đã có { NUMBER($most) } ý kiến nên không nhận thêm tại đây. Hãy nộp ý kiến tại cơ quan lập quy hoạch.
problem-comment-empty = Thiếu “{ $member }” hoặc để trống. Hãy viết nội dung rồi gửi lại; chưa lưu gì.
problem-comment-kind = “kind” phải là một trong các từ: { $words }. Hãy sửa hoặc bỏ đi; chưa lưu gì.
problem-comment-body = Nội dung gửi lên không phải là ý kiến góp ý: { "{" }"text", "kind", "place": { "{" }"lon", "lat"{ "}" }, "contact"{ "}" }, trong đó chỉ bắt buộc có text. Mẫu được mô tả tại /api; chưa lưu gì.
problem-comment-place = “place” là kinh độ và vĩ độ tính bằng độ, ví dụ { "{" }"lon": 107.1, "lat": 10.35{ "}" }. Hãy sửa hoặc bỏ đi; chưa lưu gì.
problem-comment-both = Một ý kiến hoặc được công khai hoặc không được tiếp nhận, không thể cả hai. Hãy chọn publish hoặc reject; chưa lưu gì.
problem-comment-passage = “{ $passage }” không có trong ý kiến. Hãy sao chép nguyên văn đoạn cần che; chưa lưu gì.
problem-comment-passages = Mỗi ý kiến chỉ che được tối đa { NUMBER($most) } đoạn. Nếu nhiều nội dung không phù hợp, hãy từ chối ý kiến; chưa lưu gì.
problem-comments-unanswered = Còn { NUMBER($count) } ý kiến cho quy hoạch này chưa được trả lời. Hãy trả lời hoặc không tiếp nhận từng ý kiến rồi mới chuyển bước; chưa lưu gì.
