"""What the user sees and touches. Qt lives here, and only here."""
