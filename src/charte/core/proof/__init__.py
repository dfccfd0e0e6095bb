"""What proves a log: its Merkle tree (RFC 6962) and its signed checkpoints (C2SP)."""

from charte.core.proof.checkpoint import Checkpoint, parse_checkpoint, verify_checkpoint
from charte.core.proof.inclusion import (
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from charte.core.proof.note import (
    ED25519,
    MAX_SIGNATURES,
    Note,
    Sign,
    Signature,
    VerifierKey,
    Verify,
    parse_note,
    parse_vkey,
    sign_note,
    verify_note,
)
from charte.core.proof.text import base64_bytes, base64_text
from charte.core.proof.tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    Frontier,
    HashAt,
    Subtree,
    full_subtrees,
    leaf_hash,
    node_hash,
    range_root,
    root,
)

__all__ = [
    "ED25519",
    "EMPTY_ROOT",
    "HASH_SIZE",
    "MAX_SIGNATURES",
    "Checkpoint",
    "Frontier",
    "HashAt",
    "Note",
    "Sign",
    "Signature",
    "Subtree",
    "VerifierKey",
    "Verify",
    "base64_bytes",
    "base64_text",
    "consistency_proof",
    "full_subtrees",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "parse_checkpoint",
    "parse_note",
    "parse_vkey",
    "range_root",
    "root",
    "sign_note",
    "verify_checkpoint",
    "verify_consistency",
    "verify_inclusion",
    "verify_note",
]
