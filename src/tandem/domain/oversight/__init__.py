"""Who watches over the program's records: expungement by order, legal holds, reviews, breaches and their deadlines."""
