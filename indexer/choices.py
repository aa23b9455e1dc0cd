"""Choices of the format as people write them in Vietnamese: folded words -> what may be meant. Nothing else."""

from __future__ import annotations

from collections.abc import Collection

from indexer.text import fold

CHOICES: dict[str, tuple[str, ...]] = {
    # Units of a time; "ngày" is a type of question too.
    "ngay lam viec": ("working_day",),
    "ngay lv": ("working_day",),
    "ngay": ("day", "date"),
    "ngay lich": ("day",),
    "gio": ("hour",),
    "gio lam viec": ("hour",),
    "thang": ("month",),
    # Levels.
    "bo": ("ministry",),
    "cap bo": ("ministry",),
    "trung uong": ("ministry",),
    "tinh": ("province",),
    "cap tinh": ("province",),
    "thanh pho": ("province",),
    "huyen": ("district",),
    "cap huyen": ("district",),
    "quan": ("district",),
    "xa": ("commune",),
    "cap xa": ("commune",),
    "phuong": ("commune",),
    "khac": ("other",),
    "co quan khac": ("other",),
    # Ways, online levels.
    "truc tiep": ("in_person",),
    "nop truc tiep": ("in_person",),
    "truc tuyen": ("online",),
    "buu chinh": ("post",),
    "buu chinh cong ich": ("post",),
    "buu dien": ("post",),
    "toan trinh": ("full",),
    "mot phan": ("partial",),
    "khong": ("none",),
    # Status, kinds, decisions.
    "hieu luc": ("in_force",),
    "co hieu luc": ("in_force",),
    "con hieu luc": ("in_force",),
    "dang hieu luc": ("in_force",),
    "bai bo": ("abolished",),
    "da bai bo": ("abolished",),
    "het hieu luc": ("abolished",),
    "tam ngung": ("suspended",),
    "tam dung": ("suspended",),
    "nhap": ("draft",),
    "ban nhap": ("draft",),
    "moi": ("new",),
    "ban hanh moi": ("new",),
    "sua doi": ("amended",),
    "sua doi bo sung": ("amended",),
    "thay the": ("replaced",),
    # Money and papers.
    "phi": ("phi",),
    "le phi": ("le_phi",),
    "dong": ("VND",),
    "vnd": ("VND",),
    "do la": ("USD",),
    "usd": ("USD",),
    "luon luon": ("always",),
    "bat buoc": ("always",),
    "tuy chon": ("choose",),
    "chon": ("choose", "choose_one"),
    # Who may apply.
    "cong dan": ("vn_citizen",),
    "cong dan viet nam": ("vn_citizen",),
    "ca nhan": ("vn_citizen",),
    "nguoi nuoc ngoai": ("foreigner",),
    "viet kieu": ("overseas_vietnamese",),
    "nguoi viet nam dinh cu o nuoc ngoai": ("overseas_vietnamese",),
    "can bo": ("civil_servant",),
    "cong chuc": ("civil_servant",),
    "vien chuc": ("civil_servant",),
    "can bo cong chuc vien chuc": ("civil_servant",),
    "doanh nghiep": ("enterprise",),
    "doanh nghiep viet nam": ("vn_enterprise",),
    "doanh nghiep co von dau tu nuoc ngoai": ("fdi_enterprise",),
    "to chuc": ("organization",),
    "to chuc nuoc ngoai": ("foreign_organization",),
    "hop tac xa": ("cooperative",),
    "to chuc dang": ("party_organization",),
    "dang vien": ("party_member",),
    # Types of questions.
    "van ban": ("text",),
    "chu": ("text",),
    "so": ("number",),
    "tien": ("money",),
    "co khong": ("yes_no",),
    "chon mot": ("choose_one",),
    "chon nhieu": ("choose_many",),
    "danh muc": ("code_list",),
    "dia chi": ("address",),
    "can cuoc": ("citizen_id",),
    "ho chieu": ("passport",),
    "dien thoai": ("phone",),
    "ma so thue": ("tax_code",),
    "tep": ("file",),
    "ghi chu": ("note",),
    "cam doan": ("declaration",),
}


def meant(value: str, allowed: Collection[str]) -> str:
    """The allowed choice that a Vietnamese word stands for; empty where there is none."""
    words = " ".join(
        fold(value.replace("_", " ").replace("-", " ").replace("/", " ").replace(",", " ")).split()
    )
    return next((choice for choice in CHOICES.get(words, ()) if choice in allowed), "")
