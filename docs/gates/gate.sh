#!/bin/sh
# A gate without any service: run it from cron, make or another script. Nothing but 0 means that all is well.
#   gate.sh FOLDER [REPORT.html]
set -u
folder=${1:?usage: gate.sh FOLDER [REPORT.html]}
report=${2:-perflint.html}
perflint check --format plain --format "html:$report" -- "$folder"
status=$?
case $status in
  0) echo "通过：没有错误 / passed" ;;
  1) echo "未通过：有错误，见 $report / findings" ;;
  2) echo "命令、配置或规则有误 / wrong usage or configuration" ;;
  3) echo "没有找到绩效表 / no form found" ;;
  4) echo "有文件读不了或表未评判，须人工核对 / something was not read or not judged" ;;
  *) echo "核对没有完成（$status） / the check did not finish" ;;
esac
exit "$status"
