"""Tests of Mutual Aid."""
