"""What leaves the Insight door on paper, as a file or in public: packs, custom reports, extracts, the public page."""
