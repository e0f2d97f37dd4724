### Plain layers become a network: what is wrong with their records, and what can be done.

network-join-distance = Giá trị { $setting } = { $value } m không dùng được. Hãy đặt từ 0 đến { NUMBER($most) } m.
network-join-too-large = { NUMBER($count) } đỉnh và điểm là quá nhiều: mỗi lần ghép được nhiều nhất { NUMBER($most) }. Hãy chia mạng lưới thành nhiều phần.

network-join-crowded = Có nơi quá nhiều đường nằm chồng lên nhau nên chưa đối chiếu hết các chỗ nối, cắt và trùng. Hãy sửa các lỗi đã nêu rồi ghép lại.
network-join-broken = Bản ghi { $record } ({ $code }) không có hình dùng được: đoạn ống phải là đường, mọi tọa độ phải là số mét trong hệ tọa độ phẳng. Hãy sửa hình hoặc hệ tọa độ.
network-join-short = Đoạn ống { $code } (bản ghi { $record }) không có chiều dài, hoặc nằm gọn trong dung sai của một nút, nên bị bỏ qua. Hãy xóa hoặc vẽ lại.
network-join-same-code = Mã { $other } đã có ở bản ghi khác; bản ghi { $record } được gọi là { $code }. Hãy đặt mã riêng cho nó.
network-join-duplicate = Đoạn ống { $code } trùng suốt chiều dài với { $other } ({ $metres } m): có thể đã vẽ hai lần.
network-join-overlap = Đoạn ống { $code } nằm chồng lên { $other } trên { $metres } m.
network-join-crossing = Đoạn ống { $code } và { $other } cắt nhau mà không có nút chung. Mặc định coi là ống này đi qua trên ống kia.
network-join-self-crossing = Đoạn ống { $code } (bản ghi { $record }) tự cắt chính nó. Hãy kiểm tra hình vẽ.
network-join-gap = Đầu của đoạn ống { $code } dừng cách { $other } { $metres } m, chưa nối.
network-join-off-pipe = Điểm { $code } (bản ghi { $record }) không nằm trên đoạn ống nào; gần nhất là { $other }, cách { $metres } m.
network-join-no-pipe = Điểm { $code } (bản ghi { $record }) không có đoạn ống nào trong vòng { $metres } m. Hãy kiểm tra vị trí hoặc hệ tọa độ.
network-join-crossroads = Van { $code } (bản ghi { $record }) đứng ngay nút có { NUMBER($count) } đầu ống, không rõ thuộc ống nào: được coi là chặn tất cả. Hãy dời van vào đúng ống của nó.
network-join-between = Thiết bị { $code } (bản ghi { $record }) cách đều nhiều đoạn ống; được đặt trên { $other }. Hãy dời vào đúng ống của nó.
network-join-shared = Điểm { $code } (bản ghi { $record }) ở cùng một nút với { $other } nên bị bỏ qua. Hãy xóa một trong hai, hoặc giảm dung sai.
network-join-no-source = Mạng lưới { NUMBER($count) } đoạn ống này chưa có nguồn nước nào: mọi kết quả truy vết sẽ coi là không có nước. Hãy thêm bể chứa, giếng, nhà máy nước hoặc điểm mua nước.
network-join-dry-part = Cụm { NUMBER($count) } đoạn ống có { $code } không nối với nguồn nước nào. Hãy nối nó vào mạng lưới hoặc thêm nguồn.
network-join-meter-far = Đồng hồ { $code } (bản ghi { $record }) không có đoạn ống nào trong vòng { $metres } m nên chưa được gán.
network-join-meter-unfit = Đồng hồ { $code } (bản ghi { $record }) chưa được gán: gần nhất là { $other }, cách { $metres } m, nhưng quy tắc không cho đấu nối vào loại ống hay đường kính này.
network-join-meter-across = Đồng hồ { $code } (bản ghi { $record }) chưa được gán: { $other } cách { $metres } m nhưng nằm ở phía bên kia.
network-join-meter-again = Mã đồng hồ { $code } (bản ghi { $record }) đã có trước đó; mỗi khách hàng chỉ được tính một lần nên bản ghi này bị bỏ qua.

network-mend-join = Nối { $code } với { $other } tại chỗ cắt nhau
network-mend-extend = Kéo dài { $code } thêm { $metres } m để nối
network-mend-move = Dời { $code } { $metres } m vào đoạn ống
network-mend-drop = Bỏ { $code }
network-mend-trim = Cắt bỏ phần chồng lên của { $code }
network-mend-supply = Coi chỗ này là nguồn nước
