"""The invented portfolio: sixty borrowers in four countries and languages, and four weeks that were lived through."""

from outreach.invented import SAMPLE_MARK
from outreach.samples.loading import is_empty, is_sample, load_sample
from outreach.samples.phones import SamplePerson, sample_people

__all__ = ["SAMPLE_MARK", "SamplePerson", "is_empty", "is_sample", "load_sample", "sample_people"]
