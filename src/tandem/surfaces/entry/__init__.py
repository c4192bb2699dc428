"""The way in: sign in, choose the job of this session, sign out, and the pages for what is not there."""
