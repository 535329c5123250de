"""Which acts a sentence tells, who does them to whom, and whether they happened."""
