"""The forms of the counter when it acts for a company: the same fields, in words for staff."""

from django.utils.translation import gettext_lazy as _

from gaiyue.web.shared.forms import CancelForm, MoveForm


class MoveForCompany(MoveForm):
    """The reason as the company gives it to the counter."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["circumstance"]
        field.label = _("企业说的改约原因")
        field.help_text = _("选最接近的一项，它记为企业的书面说明。")
        field.error_messages["required"] = _("请问清企业为什么要改，再选一项原因。")
        self.fields["note"].help_text = _("企业在办理经过里看得到这段话。")


class CancelForCompany(CancelForm):
    """Why the company gives the visit up; the counter always writes it down."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["note"]
        field.label = _("企业说的取消原因")
        field.required = True
        field.help_text = _("例如：企业来电，材料还没有备齐。企业在办理经过里看得到这段话。")
        field.error_messages["required"] = _("请写下是谁、为什么要取消，以后有人问起时说得清。")
