"""What each job and its state is called."""

from typing import Final

JOBS: Final = {
    "access.reseal": "换密钥后重新加密",
    "access.sweep_files": "清理无主的文件",
    "accounts.sweep": "清理过期登录记录",
    "agenda.deliver_digests": "送达收件摘要",
    "dues.open_cases": "连续6个月未交党费的立项",
    "duplicates.find": "查找重复登记的人员",
    "duties.open_years": "开出新一年的应办事项",
    "duties.reckon_marked": "重算有变动的县的组织生活情况",
    "imports.resume": "接着办中断的导入",
    "imports.sweep": "清理过期的导入核对结果",
    "imports.work": "核对、写入、撤销导入的表格",
    "organizations.gather_stragglers": "补齐调整隶属时的在途记录",
    "registers.forget": "删去过了保存期的台账行",
    "tasks.open_periods": "开始新一期任务",
    "transfers.lapse": "到期的介绍信失效",
    "warnings.reckon": "按规则算预警",
}
STATES: Final = {
    "todo": "等待",
    "doing": "进行中",
    "succeeded": "已完成",
    "failed": "失败",
    "cancelled": "已取消",
    "aborting": "正在中止",
    "aborted": "已中止",
}
