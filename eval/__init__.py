"""The evaluation: questions with their gold answers, measures, peers, and the report. Imports assistant and ingest."""
