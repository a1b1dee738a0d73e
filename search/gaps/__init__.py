"""What readers look for and do not find, or find and cannot rely on: for those who write."""
