"""What happened → what it sets off. The one page to read instead of hunting for signals."""
