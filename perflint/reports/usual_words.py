"""What a computed piece of a sentence says as a rule: the words that it writes out, with dots for what is computed."""

import ast

# Words as short as this stand beside each other; of longer ones the last is said, which is the usual one.
_SHORT = 6
DOTS = "…"


def usual_words(expression: str) -> str:
    """The words of `'甲 ' + plain(x) if score > 1 else '乙'`: those of its last branch; dots where it has none."""
    try:
        node = ast.parse(" ".join(expression.split()), mode="eval").body
    except SyntaxError:
        return DOTS
    return _words(node).replace(DOTS + DOTS, DOTS)


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _words(node.left) + _words(node.right)
    if isinstance(node, ast.IfExp):
        words = [_words(branch) for branch in _branches(node)]
        short = all(word != DOTS and word.strip(" 。.") and len(word) <= _SHORT for word in words)
        return "/".join(words) if short else words[-1]
    return DOTS


def _branches(node: ast.expr) -> list[ast.expr]:
    return [node.body, *_branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]
