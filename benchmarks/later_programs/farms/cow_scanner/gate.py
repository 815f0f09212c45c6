def feedbox(orders, done):
    served = []
    for cow, what in iter(orders.get, None):
        served.append("%s %s" % (cow, what))
    done.send(served)
    done.close()
