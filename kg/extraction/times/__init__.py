"""When: dates, periods and relative times, as EDTF."""
