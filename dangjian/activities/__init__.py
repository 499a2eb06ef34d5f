"""党内活动平台: what a branch is due to do, its meetings and their records, appraisals, the bases it may visit."""
