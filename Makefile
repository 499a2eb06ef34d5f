# 同一套命令，开发机与持续集成通用。路径一律相对：make 遇到含空格的绝对路径会出错。
PYTHON ?= python3
PORT ?= 8000
RUN = .venv/bin/python -m
export PORT

.PHONY: help setup demo demo-reset test test-server trust check format bench lock

help:  ## 列出全部命令
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 	/p' Makefile

setup:  ## 安装依赖、构建界面资源（重复执行只需数秒）
	@$(PYTHON) bin/setup.py

demo: setup  ## 启动示例县（PORT=8001 可换端口）
	@exec $(RUN) dangjian.site.command demo --port "$(PORT)"

demo-reset: setup  ## 清空示例县数据，下次重新装载
	@exec $(RUN) dangjian.site.command demo --reset

test: setup  ## 全部测试
	@$(PYTHON) bin/system_packages.py
	@$(RUN) pytest -n 2 --dist loadgroup

test-server: setup  ## 用本机的 PostgreSQL 服务器程序再跑一遍迁移、服务与遍历测试
	@$(PYTHON) bin/system_packages.py
	@$(RUN) tests.server $(RUN) pytest -m "not journey and not ground" -k "(services or tables or crawl or races) and not control and not shared_cache" -n 2

trust: setup  ## 安全与并发测试的完整规模
	@$(PYTHON) bin/system_packages.py
	@TRUST=full $(RUN) pytest -m trust

check: setup  ## 格式、规范、类型、引用约定、迁移
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@.venv/bin/lint-imports --no-cache
	@$(RUN) pytest -q tests/architecture/test_tables.py

format: setup  ## 整理代码格式
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

bench: setup  ## 全部基准
	@$(RUN) dangjian.site.command bench all

lock: setup  ## 重新锁定依赖
	@$(PYTHON) bin/lock.py
