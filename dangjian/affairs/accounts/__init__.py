"""账号: one sign-in of one person; what each role of the field may do; cards and phones."""
