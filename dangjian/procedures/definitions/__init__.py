"""程序文本: a county's own procedures, and its copies of the shipped ones with steps added and terms tightened."""
