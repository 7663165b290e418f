"""What is true now, kept in SQL: the base that every room with tables stands on."""
