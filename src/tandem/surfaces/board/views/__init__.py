"""Pages of the dispatch floor, by what one does there."""
