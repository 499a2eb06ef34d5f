"""我的档案: what is held of a person, whence, who looked; corrections that the branch answers."""
