"""Who is on shift: teams of two to four people with a unit number, a vehicle and a phone, until a time."""
