"""What is done to users, invitations and tokens: one verb, one transaction, one entry in the audit log."""
