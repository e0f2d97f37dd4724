### Signing in.

web-sign-in = Sign in
web-sign-in-why = For staff: sign in to see all fields.
web-user-name = User name
web-password = Password
web-code = Code (6 digits)
web-password-change = Change password
web-password-now = Current password
web-password-new = New password
web-password-again = New password again
web-password-different = The two new passwords differ.
web-password-changed = Your password is changed. Your other sessions have ended.
web-sign-out = Sign out
web-signed-in-as = Signed in: { $name }
web-role-viewer = Role: sees data
web-role-editor = Role: sees and changes data
web-role-admin = Role: administrator
web-admin-desk = The page for administrators
