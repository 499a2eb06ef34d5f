"""What happens to an import after someone pressed a button: read and check, write, undo; each can be taken up again."""
