### The plan register: plans, their steps, and the zones of a parcel.

portal-app-plans = Sổ quy hoạch
portal-app-plans-about = Các đồ án đang lập và đã công bố: ô chức năng trên bản đồ, quyết định phê duyệt, hồ sơ.
page-plans = Sổ quy hoạch
page-plans-consulted = Đồ án đang lấy ý kiến
page-plans-in-force = Đồ án có hiệu lực
page-plans-others = Đồ án khác
page-plans-none-consulted = Hiện không có đồ án nào đang lấy ý kiến.
page-plans-back = Các đồ án đang lấy ý kiến
page-plan-consulted = Lấy ý kiến từ ngày { $from } đến hết ngày { $until }
page-plan-comments-published = Ý kiến đã công bố
page-plan-how-to-comment = Để góp ý, hãy mở trang “Quy hoạch nơi tôi ở” bằng trình duyệt có bật JavaScript, hoặc gửi văn bản đến cơ quan lập quy hoạch.
page-comment-received = Nhận ngày { $date }
page-plan-steps = Các bước của đồ án
page-parcel-zones = Quy hoạch của thửa đất
page-parcel-extract = Thông tin quy hoạch của thửa đất
plans-title-register = Sổ quy hoạch
plans-title-boundaries = Ranh giới quy hoạch
plans-title-zones = Ô chức năng
plans-title-documents = Hồ sơ quy hoạch
plans-title-steps = Nhật ký các bước của quy hoạch

api-plans = Các đồ án quy hoạch mà người đọc được xem
api-plan-draft = Lập một đồ án cùng các ô chức năng và hồ sơ của nó, trong một lần ghi
api-plan-publish = Công bố một đồ án cùng mọi thứ thuộc về nó, trong một lần ghi
api-plan-step = Thực hiện bước tiếp theo của một đồ án cùng mọi thứ thuộc về nó, trong một lần ghi
api-plan-steps = Các bước một đồ án đã qua, và nhật ký của nó có còn nguyên vẹn không
api-parcel-zones = Phần diện tích của thửa đất nằm trong từng ô chức năng, theo đồ án nào
api-parcel-extract = Thông tin quy hoạch của thửa đất vào một ngày: đồ án nào có hiệu lực, phần diện tích trong từng ô chức năng, và điều gì chưa có dữ liệu; nếu khóa ứng với nhiều thửa thì trả về danh sách
api-parameter-as-of = ngày cần tra cứu (dạng 2026-03-02); nếu không nêu thì là hôm nay theo giờ Việt Nam
api-parameter-plan = mã số của đồ án
api-answer-plan = Mã số của đồ án và phiên bản kho
problem-expected-plan = mã số của một đồ án
problem-expected-day = một ngày có trong lịch, dạng 2026-03-02
problem-plan-not-found = Không có đồ án { $plan }. Danh sách các đồ án có ở /v1/plans.
problem-revision-unknown = Không còn biết dữ liệu ở phiên bản { $revision }: chưa từng có phiên bản này, hoặc lịch sử thay đổi không còn được giữ xa đến thế. Bỏ tham số revision để xem bản hiện tại.
problem-plan-lacks = Đồ án thiếu { $field }. Hãy điền rồi gửi lại; chưa có gì được lưu.
problem-plan-step = Đồ án đang ở trạng thái “{ plan-state }” nên không thực hiện được bước “{ $step }”. { $possible ->
    [some] Các bước có thể thực hiện: { $steps }.
   *[none] Đồ án này không còn bước nào nữa. Hãy tải lại danh sách đồ án.
}
problem-plan-step-unknown = Không có bước “{ $step }”. Các bước (step): { $steps }.
problem-plan-step-lacks = Bước “{ $step }” còn thiếu hoặc chưa đúng { $need ->
    [reason] lý do (reason)
    [decision] số quyết định (decision) và ngày ban hành (date, dạng 2026-03-02)
    [issuer] cơ quan ban hành (issuer)
    [from] ngày bắt đầu (from, dạng 2026-03-02)
   *[until] ngày kết thúc (until, dạng 2026-03-02)
}. Hãy điền rồi gửi lại; chưa có gì được lưu.
problem-plan-days = Ngày bắt đầu (from) phải trước ngày kết thúc (until). Hãy sửa rồi gửi lại; chưa có gì được lưu.
problem-plan-day-ahead = Quyết định ghi ngày { $day } là ngày chưa đến. Hãy sửa ngày ban hành (date) rồi gửi lại; chưa có gì được lưu.
problem-plan-day-before = { $need ->
    [decision] Ngày quyết định (date)
    [from] Ngày bắt đầu (from)
   *[until] Ngày kết thúc (until)
} là { $day }, sớm hơn { $after ->
    [decision] ngày quyết định của đồ án
    [consultation] ngày bắt đầu lấy ý kiến
   *[in_force] ngày đồ án bắt đầu có hiệu lực
} ({ $earliest }). Hãy sửa rồi gửi lại; chưa có gì được lưu.
problem-plan-consultation-short = Thời gian lấy ý kiến chỉ còn { $days } ngày; phải có ít nhất { $least } ngày, kể cả ngày đầu và ngày cuối. Hãy chọn ngày kết thúc (until) muộn hơn rồi gửi lại; chưa có gì được lưu.
problem-plan-consultation-open = Đã thông báo lấy ý kiến đến hết ngày { $until } và ngày đó chưa qua: người dân vẫn còn quyền góp ý. Hãy chờ đến hết hạn, hoặc nêu lý do kết thúc sớm (early): nhật ký sẽ lưu lại lý do đó. Chưa có gì được lưu.
problem-plan-nowhere = Đồ án không có ô chức năng, ranh giới, đường chỉ giới hay khu vực hạn chế nên không có gì để công bố. Hãy lập lại đồ án kèm một trong các phần đó; chưa có gì được lưu.
problem-plan-incomplete = Bước “{ $step }” công bố đồ án còn thiếu:{ $zones ->
    [missing] {" "}ô chức năng (zones);
   *[there] {""}
}{ $boundary ->
    [missing] {" "}ranh giới quy hoạch (boundary);
   *[there] {""}
}{ $documents ->
    [missing] {" "}bản vẽ, thuyết minh, quyết định (documents);
   *[there] {""}
}{ $issuer ->
    [missing] {" "}cơ quan ban hành quyết định (issuer);
   *[there] {""}
} hãy bổ sung, hoặc nêu lý do (reason) vì sao vẫn công bố: lý do được ghi vào nhật ký. Chưa có gì được lưu.
problem-plan-code-taken = Mã quy hoạch “{ $code }” đã thuộc một đồ án khác đang còn trong sổ. Hãy dùng mã khác, hoặc nêu đồ án đó ở replaces hay adjusts nếu đây là phiên bản tiếp theo; chưa có gì được lưu.
problem-plan-commune = Không có xã, phường nào mang mã “{ $commune }” trong kho dữ liệu. Hãy sửa mã xã (commune), hoặc bỏ trống nếu đồ án thuộc nhiều xã; chưa có gì được lưu.
problem-plan-follows-none = Không có đồ án { $plan } nào mà bạn được xem, nên không thể ghi ở { $member }. Hãy sửa rồi gửi lại; chưa có gì được lưu.
problem-plan-follows-other = Đồ án này thay thế hoặc điều chỉnh đồ án { $plan }, nên người công bố cũng phải có quyền { $grant } tại nơi có đồ án đó. Hãy nhờ người có quyền; chưa có gì được lưu.
problem-plan-outside-commune = { $area } m² của đồ án nằm ngoài xã, phường { $commune } mà đồ án được lập{ $named ->
    [some] {" "}({ $communes })
   *[none] {""}
}. Hãy sửa ranh giới và các khu chức năng, hoặc sửa mã xã (commune); đồ án trên nhiều xã thì không ghi mã xã. Chưa có gì được lưu.
plan-warning-no-commune = Đồ án không ghi mã xã nên phạm vi của nó chưa được đối chiếu với địa giới xã nào. Nếu đồ án nằm trong một xã, hãy ghi mã xã (commune) khi lập lại bản nháp.
problem-plan-other = Đồ án nêu ở “by” phải là một đồ án khác đang có hiệu lực. Hãy công bố đồ án đó trước rồi gửi lại; chưa có gì được lưu.
problem-plan-text = Nội dung “{ $field }” dài quá { $most } ký tự hoặc có ký tự điều khiển. Hãy sửa rồi gửi lại; chưa có gì được lưu.
plan-state = { $state ->
    [draft] đang lập
    [consultation] đang lấy ý kiến
    [appraisal] đang thẩm định
    [approved] đã phê duyệt, chờ công bố
    [published] đã công bố
    [adjusted] đã điều chỉnh cục bộ
    [replaced] đã được thay thế
    [expired] hết hiệu lực
    [annulled] đã hủy
    [suspended] tạm đình chỉ
    [discarded] đã bỏ
   *[other] { $state }
}
plan-log-broken = Nhật ký không còn nguyên vẹn ở dòng { $place }: { $fault ->
    [edited] nội dung dòng này đã bị sửa
    [out-of-place] có dòng bị xóa, bị chèn thêm hoặc bị đổi thứ tự
    [cut] số dòng không khớp với số bước đã thực hiện của đồ án
   *[strayed] trạng thái của đồ án đã bị đổi ngoài nhật ký
}. Hãy so với bản sao lưu và báo người quản trị.
problem-plan-decision = Cần số quyết định (decision) và ngày ban hành (date, dạng 2026-03-02).
problem-plan-word = { $member } không nhận giá trị “{ $word }”. Hãy dùng một trong các từ: { $words }; chưa có gì được lưu.
problem-plan-no-day = { $field } không phải là một ngày: “{ $text }”. Hãy ghi theo dạng 2026-03-02; chưa có gì được lưu.
problem-plan-ends-first = Ngày hết hiệu lực (until) phải sau ngày có hiệu lực (from). Hãy sửa rồi gửi lại; chưa có gì được lưu.
problem-plan-adjusts-nothing = Đồ án điều chỉnh cần nêu cả cách điều chỉnh (adjustment: whole hoặc local) lẫn đồ án được điều chỉnh (adjusts); đồ án lập lần đầu thì không nêu adjusts. Chưa có gì được lưu.
problem-zone-without-shape = Một ô chức năng không có hình. Hãy gửi geometry cho từng ô; chưa có gì được lưu.
problem-shares-crs = Thửa đất ở hệ tọa độ { $parcel }, các ô chức năng ở { $zones }: chưa tính được diện tích chung. Hãy nhập hai lớp trong cùng một hệ VN-2000.
problem-shares-degrees = Thửa đất ở hệ tọa độ { $crs } tính bằng độ nên không có diện tích trên lưới. Hãy nhập dữ liệu trong một hệ VN-2000 phẳng.
problem-no-grid = Kho chưa có lớp nào trong hệ tọa độ phẳng để đặt bảng mới. Hãy nhập thửa đất trước.

extract-pinned = Câu trả lời theo sổ quy hoạch ở phiên bản { $revision }, không đổi dù dữ liệu thay đổi sau đó.
extract-past-day = Ngày { $day } đã qua. Câu trả lời dựa trên các mốc hiệu lực ghi trong sổ quy hoạch hiện nay, không phải trên bản sổ của ngày đó; hãy đối chiếu với quyết định trước khi sử dụng.
extract-future-day = Ngày { $day } chưa đến. Câu trả lời dựa trên những gì đã được quyết định đến nay; hãy tra cứu lại khi gần đến ngày đó.
extract-parcel-without-area = Thửa đất chưa có ranh giới dạng vùng nên chưa biết thửa nằm trong quy hoạch nào. Hãy bổ sung ranh giới thửa rồi tra cứu lại.
extract-level-unknown = Đồ án “{ $plan }” chưa ghi cấp độ nên được xếp sau các đồ án có cấp độ. Hãy bổ sung cấp độ trong sổ quy hoạch.
extract-state-unknown = Đồ án “{ $plan }” ghi một trạng thái không rõ nên không được coi là có hiệu lực. Hãy kiểm tra trạng thái trong sổ quy hoạch.
extract-zones-overlap = Các ô chức năng của đồ án “{ $plan }” chồng lên nhau { $area } m² trên thửa này, nên tổng tỷ lệ vượt 100 %. Hãy kiểm tra bản vẽ của đồ án.

web-plans = Sổ quy hoạch
web-plans-hint = Bấm vào một thửa đất trên bản đồ để xem thửa nằm trong ô chức năng nào.
web-plans-no-register = Kho dữ liệu này chưa có sổ quy hoạch: không biết ở đây có quy hoạch hay không.
web-plans-empty = Chưa có đồ án nào mà bạn được xem.
web-plans-parcel = Diện tích { $area } ({ $crs })
web-plans-none-here = Không có ô chức năng nào trong sổ chạm vào thửa này.
web-plans-zone = Ô chức năng, đồ án
web-plans-area = Diện tích
web-plans-decision = Quyết định { $number }, ngày { $date }
web-plans-undecided = Chưa có quyết định
web-plans-parts = { NUMBER($zones) } ô chức năng, { NUMBER($documents) } hồ sơ
web-plans-show = Xem trên bản đồ
web-plans-comments = Ý kiến góp ý ({ NUMBER($count) }{ $waiting ->
    [0] {""}
   *[other] , chưa trả lời { NUMBER($waiting) }
})
web-plans-find = Tìm đồ án theo tên, mã, số quyết định
web-plans-find-state = Trạng thái
web-plans-all-states = Tất cả trạng thái
web-plans-count = { NUMBER($shown) } trong { NUMBER($all) } đồ án
web-plans-none-such = Không có đồ án nào khớp. Hãy bớt chữ hoặc chọn tất cả trạng thái.
web-plans-step-done = Đã thực hiện bước “{ $step }”.
web-plans-state-draft = Đang lập
web-plans-state-consultation = Đang lấy ý kiến
web-plans-state-appraisal = Đang thẩm định
web-plans-state-approved = Đã phê duyệt, chờ công bố
web-plans-state-published = Đã công bố
web-plans-state-adjusted = Đã điều chỉnh cục bộ, còn hiệu lực
web-plans-state-replaced = Đã được thay thế
web-plans-state-expired = Hết hiệu lực
web-plans-state-annulled = Đã hủy
web-plans-state-suspended = Tạm đình chỉ
web-plans-state-discarded = Đã bỏ
web-plans-due = Phải công bố chậm nhất ngày { $date }
web-plans-overdue = Quá hạn công bố: chậm nhất ngày { $date }
web-plans-answers = { NUMBER($count) } ý kiến chờ trả lời, ý kiến đầu tiên chậm nhất ngày { $date }
web-plans-answers-overdue = { NUMBER($count) } ý kiến quá hạn trả lời, chậm nhất ngày { $date }
web-plans-next = Bước tiếp theo
web-plans-step-consult = Lấy ý kiến
web-plans-step-appraise = Thẩm định
web-plans-step-approve = Phê duyệt
web-plans-step-publish = Công bố
web-plans-step-enter = Công bố đồ án đã có quyết định
web-plans-step-return = Trả lại
web-plans-step-adjust = Điều chỉnh cục bộ
web-plans-step-replace = Thay thế
web-plans-step-expire = Hết hiệu lực
web-plans-step-annul = Hủy
web-plans-step-suspend = Tạm đình chỉ
web-plans-step-resume = Khôi phục hiệu lực
web-plans-step-discard = Bỏ đồ án
web-plans-decision-number = Số quyết định
web-plans-decision-date = Ngày ban hành
web-plans-issuer = Cơ quan ban hành
web-plans-consult-from = Lấy ý kiến từ ngày
web-plans-consult-until = Lấy ý kiến đến ngày
web-plans-force-from = Có hiệu lực từ ngày
web-plans-force-until = Hết hiệu lực từ ngày
web-plans-reason = Lý do
web-plans-reason-optional = Lý do (nếu có)
web-plans-early = Lý do kết thúc lấy ý kiến trước hạn
web-plans-by = Theo đồ án
web-plans-by-none = Không nêu đồ án
