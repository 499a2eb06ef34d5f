"""党群服务平台: what villagers see decided and asked, and how it is carried through."""
