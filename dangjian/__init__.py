"""党建方案服务平台: the grassroots Party work of a county, from directive to write-off."""
