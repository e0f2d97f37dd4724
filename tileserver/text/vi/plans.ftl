### The plan register: plans, their steps, and the zones of a parcel.

portal-app-plans = Sổ quy hoạch
portal-app-plans-about = Các đồ án đang lập và đã công bố: ô quy hoạch trên bản đồ, quyết định phê duyệt, hồ sơ.
page-plans = Sổ quy hoạch
page-parcel-zones = Quy hoạch của thửa đất
plans-title-register = Sổ quy hoạch
plans-title-zones = Khu chức năng quy hoạch
plans-title-documents = Hồ sơ quy hoạch

api-plans = Các đồ án quy hoạch mà người đọc được xem
api-plan-draft = Lập một đồ án cùng các khu chức năng và hồ sơ của nó, trong một lần ghi
api-plan-publish = Công bố một đồ án cùng mọi thứ thuộc về nó, trong một lần ghi
api-parcel-zones = Phần diện tích của thửa đất nằm trong từng khu chức năng, theo đồ án nào
api-parameter-plan = mã số của đồ án
api-answer-plan = Mã số của đồ án và phiên bản kho
problem-expected-plan = mã số của một đồ án
problem-plan-not-found = Không có đồ án { $plan }. Danh sách các đồ án có ở /v1/plans.
problem-plan-lacks = Đồ án thiếu { $field }. Hãy điền rồi gửi lại; chưa có gì được lưu.
problem-plan-step = Đồ án đang ở trạng thái “{ $state }” nên không thực hiện được bước “{ $step }”. Hãy tải lại danh sách đồ án.
problem-plan-decision = Cần số quyết định (decision) và ngày ban hành (date, dạng 2026-03-02).
problem-zone-without-shape = Một khu chức năng không có hình. Hãy gửi geometry cho từng khu; chưa có gì được lưu.
problem-shares-crs = Thửa đất ở hệ tọa độ { $parcel }, các khu chức năng ở { $zones }: chưa tính được diện tích chung. Hãy nhập hai lớp trong cùng một hệ VN-2000.
problem-shares-degrees = Thửa đất ở hệ tọa độ { $crs } tính bằng độ nên không có diện tích trên lưới. Hãy nhập dữ liệu trong một hệ VN-2000 phẳng.
problem-no-grid = Kho chưa có lớp nào trong hệ tọa độ phẳng để đặt bảng mới. Hãy nhập thửa đất trước.
problem-body-member = Nội dung gửi lên chưa đúng: { $problem }. Xem mẫu ở /api.

web-plans = Sổ quy hoạch
web-plans-hint = Bấm vào một thửa đất trên bản đồ để xem thửa nằm trong khu chức năng nào.
web-plans-no-register = Kho dữ liệu này chưa có sổ quy hoạch: không biết ở đây có quy hoạch hay không.
web-plans-empty = Chưa có đồ án nào mà bạn được xem.
web-plans-parcel = Thửa đất { $area } ({ $crs })
web-plans-none-here = Không có khu chức năng nào trong sổ chạm vào thửa này.
web-plans-zone = Khu chức năng, đồ án
web-plans-area = Diện tích
web-plans-decision = Quyết định { $number }, ngày { $date }
web-plans-undecided = Chưa có quyết định
web-plans-parts = { NUMBER($zones) } khu chức năng, { NUMBER($documents) } hồ sơ
web-plans-show = Xem trên bản đồ
web-plans-state-draft = Đang lập
web-plans-state-published = Đã công bố
web-plans-decision-number = Số quyết định
web-plans-decision-date = Ngày ban hành
web-plans-publish = Công bố
