"""The platform's own charter: the same register, page, gate and audit as any governed site."""
