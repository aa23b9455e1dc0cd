"""What `thutuc judge` says: key -> (Vietnamese, English); part of the words of the command line."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "judge": (
        "Đo chất lượng tìm kiếm bằng các câu hỏi đã chấm, và kiểm tra các quy tắc phải giữ. "
        "Mã thoát 1 nếu có quy tắc bị phá. Xem docs/relevance.md.",
        "Measure search with judged queries, and check rules that must hold. Exit code 1 if one is broken. "
        "See docs/relevance.md.",
    ),
    "judge_file": (
        "Các tệp TSV câu hỏi đã chấm (cột class, query, codes).",
        "TSV files of judged queries (columns class, query, codes).",
    ),
    "misses": (
        "In cả tên những câu chưa đúng ở vị trí đầu, những câu được và mất.",
        "Print the queries whose first place is wrong, won and lost, too.",
    ),
    "loo": (
        "Đo thêm trên chỉ mục dựng lại sau khi bỏ tên gọi trùng với câu hỏi (tên không tính dấu).",
        "Measure on an index built anew without the names that equal a query (marks apart), too.",
    ),
    "bare": (
        "Đo thêm trên chỉ mục dựng lại không có tên gọi khác, tình huống và từ thường ngày nào.",
        "Measure on an index built anew without any alias, situation or everyday word, too.",
    ),
    "ablate": (
        "Tắt lần lượt từng bước hiểu câu hỏi và từng yếu tố xếp hạng: được, mất, p.",
        "Switch off each step of understanding and each factor of ranking in turn: won, lost, p.",
    ),
    "twins": (
        "Gõ lại mọi câu có dấu theo cách khác (không dấu, Telex, VNI, chữ hoa …): kết quả đầu có giữ nguyên không.",
        "Type every query with marks in other ways (bare, Telex, VNI, capitals ...): does the first hit stay.",
    ),
    "try": (
        "Đo với trọng số khác, lặp lại được: coverage=0.5 hoặc accented.body_w=0,name_kinds.3=1.",
        "Measure with other weights, repeatable: coverage=0.5 or accented.body_w=0,name_kinds.3=1.",
    ),
    "names": (
        "Quy tắc: mỗi tên, tên ngắn, mã (bốn cách viết) và tên thường gọi dẫn tới đúng thủ tục.",
        "Rules: each title, short name, code (four spellings) and much used name leads to its procedure.",
    ),
    "order": (
        "Tệp TSV quy tắc thứ tự của hai thủ tục (cột query, first, second, policy).",
        "TSV file of rules, the order of two procedures (columns query, first, second, policy).",
    ),
    "goals": (
        "Tệp TSV các mức phải đạt (cột class, index, measure, bound).",
        "TSV file of goals (columns class, index, measure, bound).",
    ),
    "record": (
        "Ghi lần đo này vào tệp để về sau so sánh.",
        "Write this run into a file to compare with later.",
    ),
    "against": (
        "So với một lần đo đã ghi: được, mất, p của phép thử dấu hai phía.",
        "Compare with a recorded run: won, lost, p of the two-sided sign test.",
    ),
}
"""Words of the help."""

SAID: dict[str, tuple[str, str]] = {
    "judgement_header": (
        "dòng đầu phải là: {columns} (cách nhau bằng tab)",
        "the first line must read: {columns} (tabs between)",
    ),
    "judgement_row": (
        "dòng này phải có các cột {columns} cách nhau bằng tab, đúng dạng và không trống",
        "this line needs the columns {columns} with tabs between, well formed and not empty",
    ),
    "judgement_goal": (
        "cột index là full, loo hoặc bare; measure là một số đo như success_1; bound như >= .95",
        "index is full, loo or bare; measure a figure such as success_1; bound such as >= .95",
    ),
    "judgement_unreadable": (
        "không đọc được tệp này; cần một tệp văn bản UTF-8",
        "this file cannot be read; a text file in UTF-8 is needed",
    ),
    "no_such_file": ("không có tệp này", "there is no such file"),
    "nothing_to_judge": (
        "Chưa có gì để đo: cần ít nhất một tệp câu hỏi, hoặc --names, hoặc --order TỆP.",
        "Nothing to judge: give at least one file of queries, or --names, or --order FILE.",
    ),
    "no_weight": (
        '"{given}" không phải trọng số và số mới, ví dụ coverage=0.5; xem search_api/ranking.py.',
        '"{given}" is no weight with a new number, e.g. coverage=0.5; see search_api/ranking.py.',
    ),
    "missed": ("chưa đúng", "missed"),
    "won": ("được", "won"),
    "lost": ("mất", "lost"),
    "broken": ("bị phá", "broken"),
    "nothing_fits": ("(không có)", "(none)"),
    "shorn_loo": (
        "loo: bỏ {removed} tên gọi trùng với câu hỏi rồi dựng lại chỉ mục",
        "loo: {removed} names that equal a query taken away and the index built anew",
    ),
    "shorn_bare": (
        "bare: bỏ mọi tên gọi khác, tình huống, từ thường ngày ({removed}) rồi dựng lại chỉ mục",
        "bare: all aliases, situations and everyday words ({removed}) taken away and the index built anew",
    ),
    "ablation_full": (
        "Tắt từng bước, từng yếu tố (được: câu chỉ đúng khi tắt; mất: câu chỉ đúng khi có):",
        "Each step and factor switched off (won: right only without it; lost: right only with it):",
    ),
    "ablation_loo": (
        "Cũng vậy, trên chỉ mục đã bỏ tên gọi trùng với câu hỏi:",
        "The same on the index without the names that equal a query:",
    ),
    "tries_loo": (
        "Trọng số khác, trên chỉ mục đã bỏ tên gọi trùng với câu hỏi:",
        "Other weights on the index without the names that equal a query:",
    ),
    "tries_full": (
        "Trọng số khác (được: câu chỉ đúng với số mới; mất: câu chỉ đúng với số đang dùng):",
        "Other weights (won: right only with the new number; lost: right only with the present one):",
    ),
    "twins": (
        "Câu có dấu gõ theo cách khác (same: cùng nhóm đầu tiên với câu gốc):",
        "Queries with marks typed in other ways (same: the same first group as the original):",
    ),
    "recorded": (
        "So với lần đo đã ghi: {compared} câu, được {won}, mất {lost}, p = {p}",
        "Against the recorded run: {compared} queries, won {won}, lost {lost}, p = {p}",
    ),
    "rules": ("Quy tắc: {rules}, bị phá: {broken}", "Rules: {rules}, broken: {broken}"),
    "goals": ("Mức phải đạt: {goals}, đạt: {met}", "Goals: {goals}, met: {met}"),
    "goal_met": ("đạt", "met"),
    "goal_missed": ("chưa đạt", "missed"),
}
"""Words of the answers."""
